"""Study items in files that other programs read and write: GIFT, Aiken and XLSX."""
