"""What the pages of the front door show."""

from django import template

register = template.Library()


@register.simple_tag
def sms(number: str) -> str:
    """Return the address that writes a text message: ``sms:07700900123``."""
    return "sms:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
