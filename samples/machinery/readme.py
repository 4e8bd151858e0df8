"""The table of phenomena in samples/README.md, between two marks. Covered by tests/samples/machinery_test.py."""

BEGIN, END = "<!-- made by check_pile --readme -->\n", "<!-- end -->\n"


def differences(path, table):
    text = path.read_text(encoding="utf-8")
    if f"{BEGIN}{table}{END}" not in text:
        return ["the table in samples/README.md is out of date; run samples/check_pile --readme"]
    return []


def write_table(path, table):
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    path.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", encoding="utf-8")
