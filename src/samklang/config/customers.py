"""`personas/customers/*.yaml`: people told apart by what they love and hate, not by age."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from samklang.config.form import Form


class CustomerForm(Form):
    """A customer type."""

    name: Annotated[str, Field(min_length=1)]
    loves: list[str] = Field(default_factory=list, description="needs, traits, or sentences")
    hates: list[str] = Field(default_factory=list, description="needs, traits, or sentences")
