"""What the documents are: forms, records, findings, captures and portals. Imports nothing of ours."""
