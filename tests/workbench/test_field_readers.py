"""Which checks read a field of a file."""

from pathlib import Path

from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.rules.packs import load_pack
from pitfall_audit.workbench.file_schema import facts_of


def test_a_rule_may_read_a_field_of_its_packs_own(tmp_path: Path) -> None:
    fields = "fields: {x-ward: {on: role, type: text, says: The ward}}\n"
    rule = house_rule(applies="seat.x.ward == 'acute'", message="{{ seat.label }}.")
    pack = load_pack(write_pack(tmp_path, PACK + fields, a_rule=rule))
    read = {".".join(read.path): field.fact.says for read, field in facts_of(pack.rules[0])}
    assert read["seat.x.ward"] == "The ward"
