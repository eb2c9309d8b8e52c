"""This package defines the data model: forms, records, findings, captures and portals. It imports nothing else of the project."""
