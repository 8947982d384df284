"""Copy as passages and sentences, the language it is in, and the steps it asks for."""
