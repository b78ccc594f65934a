"""模板：builds the master workbook (build.py) from the schema, the rule presets and a sample."""
