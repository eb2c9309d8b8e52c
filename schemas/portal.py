"""This module says what a portal is: an agency's site and where its reports are listed."""
