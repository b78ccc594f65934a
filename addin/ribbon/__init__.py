"""功能区的门：a click on a ribbon or sheet button becomes one of COMMANDS on the open workbook."""
