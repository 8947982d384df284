"""Copy as passages and sentences, its language, and the steps that it asks for."""
