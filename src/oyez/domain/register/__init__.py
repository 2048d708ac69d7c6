"""The register of channels: what an entry lacks, and how it goes out to a spreadsheet and back."""
