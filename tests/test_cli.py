"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from program import RUN
from register_samples import notice, original
from reportlab.pdfgen import canvas

from extractor.cli.root import COMMANDS, root
from extractor.core.record import Record
from extractor.store import list_documents, open_register, put

README = Path(__file__).parent.parent / "README.md"
SENTENCES = """UBND HUYỆN LÂM SƠN
Số: 408/TB-UBND
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện
Giao Công an huyện Lâm Sơn tuần tra, hoàn thành trước ngày 30/4/2026.
"""
BAD = {"empty.txt": b"", "cut.docx": b"PK\x03\x04", "cut.pdf": b"%PDF-1.4\n", "junk.txt": bytes(range(256)) * 20}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "register" / "r.db"
    with open_register(path, create=True) as register:
        put(register, original(), notice())
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "thông báo 408.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def chidao(*args: object, db: Path | None = None, stdin: str | bytes | None = None, env: dict[str, str] | None = None):
    runner = CliRunner(env={"CHIDAO_DB": str(db) if db else "", "COLUMNS": "200", "NO_COLOR": "1", **(env or {})})
    return runner.invoke(root, [str(arg) for arg in args], input=stdin, catch_exceptions=False)


def refused(result, code: int = 1) -> str:
    """The one line of an error."""
    assert result.exit_code == code
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("Lỗi: ")
    return lines[0]


# help, usage


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_vietnamese(name: str):
    result = chidao(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Cách dùng: chidao {name}")
    assert "Tùy chọn:" in result.output
    assert not any(word in result.output for word in ("Usage", "Options", "Show this message"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str):
    assert f"chidao {name}" in README.read_text(encoding="utf-8")


def test_every_option_has_help():
    for name in COMMANDS:
        command = root.get_command(None, name)
        for param in command.params:
            assert param.param_type_name == "argument" or param.help, f"{name} {param.name}"


def test_the_group_lists_its_commands():
    result = chidao("--help")
    assert all(name in result.output for name in COMMANDS)
    assert chidao().exit_code == 2


def test_the_version():
    assert chidao("--version").output.startswith("chidao ")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["frob"], "không có lệnh “frob”"),
        (["tasks", "--nope"], "không có tùy chọn --nope"),
        (["tasks", "--today"], "--today cần một giá trị"),
        (["tasks", "--today", "31/02/2026"], "không phải là ngày"),
        (["tasks", "--today", "2026-1-1"], "không phải là ngày"),
        (["tasks", "--kind", "job"], "chọn một trong nhiệm vụ"),
        (["tasks", "--all", "--kind", "task"], "--all không đi cùng"),
        (["tasks", "--json=3"], "không nhận giá trị"),
        (["tasks", "x"], "thừa tham số: x"),
        (["search"], "thiếu LỜI"),
        (["search", "--limit", "0", "x"], "số nguyên dương"),
        (["show"], "thiếu MÃ"),
        (["ingest"], "thiếu TỆP"),
        (["extract"], "thiếu TỆP"),
        (["extract", "--jsonl", "-", "a.txt"], "--jsonl không đi cùng"),
        (["extract", "--format", "xml", "a.txt"], "chọn một trong json"),
    ],
)
def test_a_wrong_command_line_is_said_in_one_line(args, says):
    assert says in refused(chidao(*args), 2)


# extract


def record_of(output: str) -> Record:
    return msgspec.json.decode(output, type=Record)


def test_extract_prints_one_record(good: Path):
    result = chidao("extract", good)
    assert result.exit_code == 0
    record = record_of(result.stdout)
    assert record.text.startswith("UBND HUYỆN LÂM SƠN")
    assert record.source.file_name == good.name
    assert result.stdout.startswith("{\n")


def test_extract_reads_standard_input():
    assert "Lâm Sơn" in record_of(chidao("extract", "-", stdin=SENTENCES.encode()).stdout).text


def test_extract_takes_the_date(good: Path):
    for day in ("2025-02-03", "3/2/2025"):
        assert record_of(chidao("extract", good, "--date", day).stdout).anchor.date == "2025-02-03"


def test_extract_prints_several_as_lines_or_as_an_array(good: Path, tmp_path: Path):
    other = tmp_path / "b.txt"
    other.write_text("Giao Phòng Tài chính rà soát.", encoding="utf-8")
    lines = chidao("extract", good, other).stdout.splitlines()
    assert [json.loads(line)["source"]["file_name"] for line in lines] == [good.name, "b.txt"]
    array = json.loads(chidao("extract", good, other, "--format", "json").stdout)
    assert [record["source"]["file_name"] for record in array] == [good.name, "b.txt"]
    text = chidao("extract", good, "--format", "text").stdout
    assert "408/TB-UBND" in text and "Chỉ đạo" in text


def test_extract_goes_on_after_a_bad_file(good: Path, tmp_path: Path):
    for name, content in BAD.items():
        (tmp_path / name).write_bytes(content)
    bad = [tmp_path / name for name in ("empty.txt", "cut.docx", "cut.pdf", "none.txt")]
    result = chidao("extract", *bad, good)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    errors = result.stderr.splitlines()
    assert len(errors) == len(bad)
    assert all(line.startswith(f"Lỗi: {path}: ") for line, path in zip(errors, bad, strict=True))


@pytest.mark.parametrize("name", BAD)
def test_bad_input_never_traces_back(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(BAD[name])
    refused(chidao("extract", path))


def test_extract_into_a_folder(good: Path, tmp_path: Path):
    twin = tmp_path / f"{good.stem}.md"
    twin.write_text(SENTENCES, encoding="utf-8")
    out = tmp_path / "a" / "out"
    assert chidao("extract", good, "--out", out).exit_code == 0
    assert [file.name for file in out.iterdir()] == [f"{good.stem}.json"]
    assert record_of((out / f"{good.stem}.json").read_text(encoding="utf-8")).source.file_name == good.name
    two = tmp_path / "two"
    assert chidao("extract", good, twin, "--out", two, "--format", "jsonl").exit_code == 0
    assert sorted(file.name for file in two.iterdir()) == sorted([f"{good.name}.jsonl", f"{twin.name}.jsonl"])


def test_extract_never_writes_over_its_source(good: Path):
    before = good.read_bytes()
    assert "chính tệp đang đọc" in refused(chidao("extract", good, "--out", good.parent, "--format", "text"))
    assert good.read_bytes() == before


def test_extract_out_on_a_file_is_refused(good: Path):
    refused(chidao("extract", good, "--out", good / "x"))


def test_extract_says_which_pages_are_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))  # no tesseract there
    path = tmp_path / "scan.pdf"
    page = canvas.Canvas(str(path))
    page.rect(50, 50, 200, 200, fill=1)
    page.showPage()
    page.save()
    result = chidao("extract", path)
    assert "trang 1 là ảnh quét" in refused(result)
    assert record_of(result.stdout).source.needs_ocr == (1,)
    page = canvas.Canvas(str(path))
    page.drawString(100, 700, "Giao Phong Tai chinh ra soat nguon von.")
    page.showPage()
    page.rect(50, 50, 200, 200, fill=1)
    page.showPage()
    page.save()
    result = chidao("extract", path)
    assert (result.exit_code, record_of(result.stdout).source.needs_ocr) == (0, (2,))
    assert "trang 2 là ảnh quét" in result.stderr


LINES = [
    {"id": "a", "text": "Giao Công an huyện Lâm Sơn tuần tra trước ngày 30/4."},
    {"id": 7, "text": "Phòng Tài chính rà soát.", "doc_date": "2026-03-12", "file_name": "x.txt"},
]


def test_lines_in_lines_out():
    stdin = "\ufeff" + "\n\n".join(json.dumps(line, ensure_ascii=False) for line in LINES) + "\n"
    result = chidao("extract", "--jsonl", "-", stdin=stdin)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", 7]
    assert [row["text"] for row in rows] == [line["text"] for line in LINES]
    assert rows[1]["anchor"]["date"] == "2026-03-12"
    assert rows[1]["source"]["file_name"] == "x.txt"


def test_lines_from_a_file_with_bad_ones_between(tmp_path: Path):
    path = tmp_path / "in.jsonl"
    rows = [
        json.dumps(LINES[0]).encode(), b"not json", b'{"id": "b"}', b'{"id": "c", "text": 3}', b"[1]", b"\xff\xfe\x00",
        b'{"text": "no id"}', b'{"id": "d", "text": "x", "doc_date": "32/1/2026"}', b'{"id": "e", "text": "\\ud800"}',
        b'{"id": "f", "text": ""}', json.dumps(LINES[1]).encode(),
    ]  # fmt: skip
    path.write_bytes(b"\n".join(rows))
    result = chidao("extract", "--jsonl", path)
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a.get("id") for a in answers][:4] == ["a", None, "b", "c"]
    assert [a.get("id") for a in answers][-1] == 7
    assert len(answers) == len(rows)
    assert all("error" in a and a["line"] == i + 2 for i, a in enumerate(answers[1:8]))
    assert result.stderr == ""


def test_lines_of_a_missing_file(tmp_path: Path):
    refused(chidao("extract", "--jsonl", tmp_path / "none.jsonl"))


# ingest


def test_ingest_says_what_became_of_each_file(good: Path, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_bytes(good.read_bytes())
    db = tmp_path / "new" / "r.db"
    result = chidao("ingest", folder, db=db)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert "Đã xem 5 tệp: mới 1, không đổi 0, lỗi 4." in result.stdout
    with open_register(db) as register:
        assert [row.file_name for row in list_documents(register)] == ["good.txt"]
    again = chidao("ingest", folder / "good.txt", db=db)
    assert again.exit_code == 0
    assert "không đổi 1" in again.stdout
    anew = chidao("ingest", good, "--again", "--json", "--db", db)
    assert json.loads(anew.stdout)["counts"]["updated"] == 1
    report = json.loads(chidao("ingest", folder, "--json", db=db).stdout)
    assert report["counts"] == {"new": 0, "unchanged": 1, "updated": 0, "offered": 0, "needs_ocr": 0, "failed": 4}
    assert all(f["reason"] for f in report["files"] if f["kind"] == "failed")


def test_ingest_of_a_missing_path_or_an_empty_folder(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    result = chidao("ingest", tmp_path / "none", tmp_path / "empty", db=tmp_path / "r.db")
    assert result.exit_code == 1
    assert "lỗi 2" in result.stdout


ENGLISH = re.compile(
    r"(?<!-)(?:\b(?:TEXT|FILE|DIR|QUERY|PATH|NAME|ID|OPTIONS?|ARGS|COMMAND)\b|YYYY|\[(?:task|closed|status|unit)\|)"
)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_vietnamese(name: str):
    told = CliRunner().invoke(root, [name, "--help"]).output
    assert ENGLISH.search(told) is None, told


@pytest.mark.parametrize(
    "command", [["ingest", "x.txt"], ["tasks"], ["search", "x"], ["show", "VB1"], ["explain", "VB1"]]
)
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, command):
    path = tmp_path / "other.db"
    path.write_bytes(b"Quan trong" * 100)
    assert "không phải là sổ" in refused(chidao(*command, "--db", path))
    assert path.read_bytes() == b"Quan trong" * 100


@pytest.mark.parametrize("command", [["tasks"], ["search", "x"], ["show", "VB1"], ["explain", "VB1"]])
def test_without_a_register_it_is_said_what_to_do(tmp_path: Path, command):
    refused(chidao(*command, db=tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_the_default_register_is_in_the_data_folder(tmp_path: Path, good: Path):
    env = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert chidao("ingest", good, env=env).exit_code == 0
    assert (tmp_path / "data" / "chidao" / "chidao.db").exists()


# asking the register


def test_tasks(db: Path):
    result = chidao("tasks", "--today", "1/4/2026", db=db)
    assert result.exit_code == 0
    for words in ("trước 30/04/2026", "còn 28 ngày", "hằng tuần", "Chưa có ngày hạn (1)", "không nêu", "Tổng số 4 mục"):
        assert words in result.stdout
    rows = json.loads(chidao("tasks", "--all", "--json", "--today", "2026-04-01", db=db).stdout)
    assert [row["id"] for row in rows["tasks"]] == ["CD1", "CD2", "CD3", "CD4", "CD5"]
    assert rows["tasks"][0]["days_left"] == 28
    only = json.loads(chidao("tasks", "--assignee", "cong an", "--json", db=db).stdout)
    assert [row["id"] for row in only["tasks"]] == ["CD2"]
    late = json.loads(chidao("tasks", "--overdue", "--json", "--today", "2026-05-01", db=db).stdout)
    assert ([row["id"] for row in late["tasks"]], late["left_out"]) == (["CD1"], 3)


@pytest.mark.parametrize("query", [["tuan", "tra"], ["tuần tra"], ['"tuần tra"']])
def test_search(db: Path, query):
    result = chidao("search", *query, db=db)
    assert result.exit_code == 0
    assert "Công an huyện tuần tra hằng tuần, báo cáo kết quả." in result.stdout
    assert "408/TB-UBND ngày 12/03/2026 | II. NHIỆM VỤ › 1. Về giao thông | trang 2" in result.stdout
    hits = json.loads(chidao("search", *query, "--json", db=db).stdout)
    assert hits["directives"][0]["task"]["id"] == "CD2"


@pytest.mark.parametrize("query", ["408/TB-UBND", "45,3%", '"', "AND", "*", "-5", "--x", "a'b", "NEAR(", "🙂"])
def test_any_query_is_safe(db: Path, query: str):
    result = chidao("search", query, db=db)
    assert result.exit_code == 0
    assert result.stderr == ""


def test_matches_are_lit_up_only_in_colour(db: Path):
    assert "\x1b" not in chidao("search", "suoi da", db=db).stdout


@pytest.mark.parametrize("name", ["VB1", "vb1", "CD2", "408/TB-UBND", "408.txt"])
def test_show(db: Path, name: str):
    result = chidao("show", name, db=db)
    assert result.exit_code == 0
    assert "[CD2] Công an huyện tuần tra" in result.stdout
    assert record_of(json.dumps(json.loads(chidao("show", name, "--json", db=db).stdout)["record"])) == notice()


@pytest.mark.parametrize("name", ["VB2", "CD9", "gì đó"])
def test_show_of_nothing(db: Path, name: str):
    assert "Trong sổ không có" in refused(chidao("show", name, db=db))


def test_explain_a_file_and_an_id(db: Path, good: Path):
    assert "test.lead" in chidao("explain", "VB1", db=db).stdout
    result = chidao("explain", good)
    assert result.exit_code == 0
    assert "Chỉ đạo" in result.stdout
    rules = [row.get("rule") for row in json.loads(chidao("explain", good, "--json").stdout)]
    assert any(rules)


def test_schema():
    assert json.loads(chidao("schema").stdout)["title"] == "chidao record"


# as a process


def run(*args: object, **options) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", RUN, *map(str, args)]
    return subprocess.run(command, capture_output=True, timeout=60, **options)


def test_a_whole_run_as_processes(tmp_path: Path, good: Path):
    env = {**os.environ, "CHIDAO_DB": str(tmp_path / "r.db"), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    assert run("ingest", good, env=env).returncode == 0
    found = run("search", "tuan tra", "--json", env=env)
    assert found.returncode == 0
    assert "tuần tra" in found.stdout.decode("utf-8")
    listed = run("tasks", env=env)
    assert listed.returncode == 0 and b"Traceback" not in listed.stderr
    assert run("show", "VB9", env=env).returncode == 1
    assert run("frob", env=env).returncode == 2


def test_a_closed_pipe_is_no_traceback(db: Path):
    command = f'"{sys.executable}" -c "from extractor.cli import main; main()" show VB1 --db "{db}" | head -c 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert done.stderr == b""


HEAVY = (
    "extractor.pipeline", "extractor.recognise", "extractor.reading", "extractor.lexicon", "pdfplumber", "docx",
    "trafilatura", "lxml", "underthesea", "holidays",
)  # fmt: skip


def test_questions_do_not_load_what_reads_documents(db: Path):
    code = (
        "import sys; from extractor.cli import main; sys.argv[0] = 'chidao'\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([m for m in sys.modules if m.startswith({HEAVY})], file=sys.stderr)"
    )
    for args in (["tasks"], ["search", "x"], ["show", "VB1"], ["explain", "VB1"], ["schema"], ["--help"]):
        options = [] if args[0] in ("schema", "--help") else ["--db", str(db)]
        done = subprocess.run([sys.executable, "-c", code, *args, *options], capture_output=True, timeout=60)
        loaded = json.loads(done.stderr.replace(b"'", b'"'))
        # a search expands what was typed by the tables of words; names of bodies are linked to their heirs
        words = ("extractor.lexicon",) if args[0] == "search" else ()
        assert [name for name in loaded if not name.startswith(words or ("-",))] == [], args


def test_a_mistake_of_the_program_is_confessed_in_one_line(tmp_path: Path):
    code = "import extractor.cli.schema as s; s.record_schema = lambda: 1 / 0\nfrom extractor.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "schema"], capture_output=True, timeout=60)
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("Lỗi: lỗi của chính chương trình (ZeroDivisionError")


def test_an_interrupt_is_said_in_one_line():
    command = [sys.executable, "-c", RUN, "extract", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=4)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.decode().splitlines()[-1].startswith("Lỗi: đã dừng")
    assert b"Traceback" not in errors


# annotated documents


GOLD = Path(__file__).parent.parent / "corpora" / "documents" / "an"


def test_annotate_proposes_marks_and_reads_them_back(good: Path, tmp_path: Path):
    out = tmp_path / "gold"
    assert chidao("annotate", good, "--out", out).exit_code == 0
    [marked] = out.glob("*.marked")
    assert "{org|Công an huyện Lâm Sơn}" in marked.read_text(encoding="utf-8")
    result = chidao("annotate", marked)
    assert result.exit_code == 0
    assert "directives 1" in result.output
    assert json.loads(next(out.glob("*.gold.json")).read_text(encoding="utf-8"))["directives"][0]["kind"] == "task"


def test_annotate_keeps_what_a_person_wrote(good: Path, tmp_path: Path):
    chidao("annotate", good)
    marked = good.with_suffix(".marked")
    marked.write_text("của tôi", encoding="utf-8")
    assert "đã có" in refused(chidao("annotate", good))
    assert marked.read_text(encoding="utf-8") == "của tôi"
    assert "nhãn viết sai" in refused(chidao("annotate", marked))
    assert chidao("annotate", good, "--force").exit_code == 0


def test_a_register_becomes_training_data(db: Path, tmp_path: Path):
    out = tmp_path / "gold"
    assert "Đã xuất 1 văn bản" in chidao("export", "--gold", out, db=db).output
    assert {path.suffix for path in out.iterdir()} == {".txt", ".json", ".marked"}
    assert chidao("annotate", *out.glob("*.marked")).exit_code == 0
    assert "không có “9/QĐ-X”" in refused(chidao("export", "9/QĐ-X", "--gold", out, db=db))


def test_evaluate_prints_figures_and_what_changed(tmp_path: Path):
    run = tmp_path / "run.json"
    first = chidao("evaluate", GOLD, "--rules-only", "--save", run, "--errors")
    assert first.exit_code == 0
    assert "12 văn bản" in first.output
    assert "directives.whole" in first.output
    again = chidao("evaluate", GOLD, "--rules-only", "--against", run)
    assert "0 chỗ tốt hơn, 0 kém hơn" in again.output
    told = json.loads(chidao("evaluate", GOLD, "--rules-only", "--json").output)
    assert 0.8 < told["entities.strict"]["f1"] <= 1.0
    assert "0 văn bản" in chidao("evaluate", GOLD, "--rules-only", "--split", "test").output


def test_evaluate_refuses_what_is_no_gold(tmp_path: Path):
    assert "không tìm thấy" in refused(chidao("evaluate", tmp_path))
    (tmp_path / "a.txt").write_text("Một câu.", encoding="utf-8")
    (tmp_path / "a.gold.json").write_text('{"entities": [{"type": "person", "quote": "Không có"}]}', encoding="utf-8")
    assert "nhãn không đọc được" in refused(chidao("evaluate", tmp_path))
    assert "không phải là lần đo" in refused(chidao("evaluate", GOLD, "--against", tmp_path / "a.txt"))


def test_train_learns_from_own_documents_and_the_models_are_used(good: Path, tmp_path: Path):
    corpora, out = tmp_path / "corpora", tmp_path / "models"
    corpora.mkdir()
    (corpora / "splits.json").write_text('{"train": ["an0"], "dev": ["an1"], "test": []}', encoding="utf-8")
    for path in GOLD.iterdir():
        if path.name.startswith(("an01", "an02", "an10")):
            (corpora / path.name).write_bytes(path.read_bytes())
    assert "không tìm thấy" in refused(chidao("train", "--corpora", tmp_path / "none"))
    result = chidao("train", "--corpora", corpora, "--out", out, "--extra", GOLD)
    assert result.exit_code == 0
    assert "14 văn bản" in result.output
    record = json.loads(chidao("extract", good, "--models", out).output)
    assert record["directives"]
    assert "không phải thư mục mô hình" in refused(chidao("extract", good, "--models", tmp_path))
