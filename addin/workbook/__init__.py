"""工作簿端口：reading and writing the master workbook, closed (addin.workbook.closed_file)."""
