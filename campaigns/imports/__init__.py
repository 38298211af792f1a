"""What an office brings in a workbook about the cascade, checked row by row; pure."""
