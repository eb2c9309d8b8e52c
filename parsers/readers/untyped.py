"""This module names the values of libraries that have no types of their own."""

from typing import Any

Image = Any  # an array of numpy: grey, or of three colours
Element = Any  # of lxml
PdfPage = Any  # of pdfplumber
PdfDocument = Any  # of pdfplumber
Worksheet = Any  # of openpyxl
ExcelCell = Any  # of openpyxl
