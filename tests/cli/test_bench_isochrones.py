import cli.bench_isochrones as bench


def test_the_rows_tell_times_and_how_true_the_areas_are(monkeypatch):
    for name, value in {"NODES": 400, "ESTATES": 3, "EXACT": 2, "REPEATS": 1}.items():
        monkeypatch.setattr(bench, name, value)
    rows = list(bench.isochrone_rows())
    assert rows[0].startswith("isochrones, 400 nodes, 3 areas an estate: ")
    assert "(≥ 0.95: yes)" in rows[-1]
