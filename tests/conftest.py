"""This module holds what every test needs: one language, whatever the machine's locale is."""

import os

os.environ["LC_ALL"] = "C.UTF-8"
