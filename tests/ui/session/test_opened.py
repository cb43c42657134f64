import shutil

import pytest

import study
from ui.session import opened


def test_the_study_of_the_environment_comes_first_then_the_demo(monkeypatch, tmp_path):
    for name in ("a", "demo", "z"):
        (tmp_path / "studies" / name).mkdir(parents=True)
        (tmp_path / "studies" / name / "study.yaml").touch()
    monkeypatch.setattr(opened, "ROOT", tmp_path)
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(tmp_path / "studies" / "z"))
    assert [path.parent.name for path in opened.found()] == ["z", "demo", "a"]
    monkeypatch.delenv(opened.STUDY_VARIABLE)
    assert [path.parent.name for path in opened.found()] == ["demo", "a", "z"]


def test_a_changed_ledger_or_choice_changes_the_fingerprint(small_study, tmp_path):
    folder = shutil.copytree(small_study, tmp_path / "copy")

    def now():
        return opened.ground(study.load(folder))

    first = now()
    assert now() == first
    with (folder / "台账.xlsx").open("ab") as ledger:
        ledger.write(b" ")
    second = now()
    assert second != first
    text = (folder / "study.yaml").read_text(encoding="utf-8")
    (folder / "study.yaml").write_text(text.replace("snap_m: 100", "snap_m: 90"), encoding="utf-8")
    assert now() not in {first, second}


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (["红线.shp", "红线.dbf", "红线.prj"], "红线.shp"),  # names and heights live in the .dbf
        (["红线.TAB", "红线.DAT", "红线.MAP"], "红线.TAB"),
        (["城.gdb/a00000001.gdbtable", "城.gdb/gdb"], "城.gdb"),
    ],
)
def test_every_part_of_a_layer_changes_what_it_is_read_by(tmp_path, names, given):
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
    (tmp_path / "红线.pdf").write_bytes(b"1")
    marks = {opened._stamp(tmp_path / given)}
    for name in names:
        (tmp_path / name).write_bytes(b"22")
        marks.add(opened._stamp(tmp_path / given))
    assert len(marks) == 1 + len(names)
    (tmp_path / "红线.pdf").write_bytes(b"22")
    assert opened._stamp(tmp_path / given) in marks
