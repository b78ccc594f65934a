"""拆分与回收：the workbook in parts, one a unit, sent out, returned and merged without losing a cell."""
