"""Splits, scoring, saved runs, intervals; and that training is reproducible and its models are used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from extractor.core.context import Context
from extractor.learned.calibration import Calibration, probability
from extractor.learned.models import Models, load_models
from extractor.learned.order_model import load_pipeline
from extractor.learned.sentences import LABELS, Judge, Opinion
from extractor.pipeline import extract
from extractor.training import evaluation
from extractor.training.calibration import Find, bins, calibration_error, fit
from extractor.training.gold import GoldDocument, gold_of, read_all_gold, write_gold
from extractor.training.scoring import ROWS
from extractor.training.sentences import labelled_sentences
from extractor.training.splits import Splits, by_part, find_splits
from extractor.training.train import train

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpora" / "documents"
SCORER = ROOT.parent / "shared" / "eval" / "score.py"
NOTICE = """UBND HUYỆN LÂM SƠN
Số: 12/TB-UBND
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban
1. Giao Phòng Tài chính rà soát nguồn vốn, xong trước ngày 30/4/2026.
2. Công an huyện tuần tra hằng tuần."""


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    return read_all_gold([DOCUMENTS / "an"])


# splits


def test_every_document_has_its_part() -> None:
    parts = by_part(read_all_gold([DOCUMENTS]))
    assert set(parts) == {"train", "dev", "test"}
    assert min(map(len, parts.values())) >= 12


def test_dev_shares_no_hand_with_train_and_test_has_hands_of_its_own() -> None:
    hands = {part: {d.hand for d in own} for part, own in by_part(read_all_gold([DOCUMENTS])).items()}
    assert not hands["dev"] & (hands["train"] | hands["test"])
    assert len(hands["test"] - hands["train"]) >= 2


def test_the_longest_beginning_decides() -> None:
    splits = Splits(train=("dung",), dev=(), test=("dung08",))
    assert (splits.part_of("dung01_x"), splits.part_of("dung08_x"), splits.part_of("ly01")) == ("train", "test", None)


def test_splits_are_looked_for_upwards(tmp_path: Path) -> None:
    assert find_splits(DOCUMENTS / "an").test
    with pytest.raises(FileNotFoundError):
        find_splits(tmp_path)


# scoring


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer lies outside the project")
def test_figures_are_those_of_the_scorer(documents: list[GoldDocument], tmp_path: Path) -> None:
    context = Context(learned=False)
    for document in documents:
        record = msgspec.to_builtins(extract(document.path, context=context))
        (tmp_path / f"{document.name}.json").write_text(json.dumps(record), encoding="utf-8")
    out = tmp_path / "scores"
    done = subprocess.run(
        [sys.executable, str(SCORER), str(DOCUMENTS / "an"), str(tmp_path), "--json", str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
    theirs = theirs.get("scores", theirs)
    assert theirs, done.stdout
    ours = evaluation.total(evaluation.evaluate(documents, context))
    for row in ROWS:
        if row in theirs:
            assert ours[row].rates()[2] == pytest.approx(theirs[row]["f1"], abs=0.0006), row


def test_a_perfect_record_scores_one(tmp_path: Path) -> None:
    record = extract(NOTICE)
    write_gold(tmp_path, "x01", record.text, gold_of(record, "x01"))
    [document] = read_all_gold([tmp_path])
    counted = evaluation.score_document(document, record)
    assert counted.wrong == []
    assert all(c.right == c.gold == c.given for c in counted.rows.values())
    assert counted.rows["directives"].gold == 2


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    record = extract(NOTICE)
    gold = gold_of(record, "x01")
    gold["directives"][0]["assignees"][0]["text"] = "Phòng Nội vụ"
    gold["entities"] = gold["entities"][1:]
    write_gold(tmp_path, "x01", record.text, gold)
    [document] = read_all_gold([tmp_path])
    wrong = dict(evaluation.score_document(document, record).wrong)
    assert "Phòng Nội vụ" in wrong["directives"]
    assert wrong["entities"].startswith("extra")


def test_saved_runs_show_gains_and_losses(tmp_path: Path) -> None:
    before = {"a": evaluation.Result({"times": (3, 4, 4)}, []), "b": evaluation.Result({"times": (1, 1, 1)}, [])}
    after = {"a": evaluation.Result({"times": (4, 4, 4)}, []), "b": evaluation.Result({"times": (0, 1, 1)}, [])}
    evaluation.save_run(before, tmp_path / "run.json")
    found = list(evaluation.changes(evaluation.load_run(tmp_path / "run.json"), after, ["times"]))
    assert [(change.document, change.gain) for change in found] == [("a", 2), ("b", -2)]


def test_intervals_hold_the_figure() -> None:
    run = {f"d{n}": evaluation.Result({"times": (n % 3, 3, 3)}, []) for n in range(30)}
    low, high = evaluation.intervals(run)["times"]
    assert low < evaluation.total(run)["times"].rates()[2] < high
    assert evaluation.intervals(run) == evaluation.intervals(run)


# calibration


def test_fitted_confidence_follows_what_is_right() -> None:
    found = [Find((("bias", 1.0), ("rule=a", 1.0)), 0.5, n % 10 != 0) for n in range(200)]
    found += [Find((("bias", 1.0), ("rule=b", 1.0)), 0.5, n % 2 == 0) for n in range(200)]
    weights = fit(found)
    assert probability(weights, [("bias", 1.0), ("rule=a", 1.0)]) == pytest.approx(0.9, abs=0.03)
    assert probability(weights, [("bias", 1.0), ("rule=b", 1.0)]) == pytest.approx(0.5, abs=0.03)
    assert probability(weights, [("bias", 1.0), ("rule=unknown", 1.0)]) > 0.5


def test_the_calibration_error_is_how_far_off_confidences_are() -> None:
    assert calibration_error([Find((), 0.9, True)] * 9 + [Find((), 0.9, False)]) == pytest.approx(0.0, abs=0.2)
    assert calibration_error([Find((), 0.9, False)] * 50) == pytest.approx(0.9)
    assert sum(b.size for b in bins([Find((), 0.5, True)] * 23)) == 23


# training


@pytest.fixture(scope="module")
def trained(documents: list[GoldDocument], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("models")
    done = train(ROOT / "models", documents[:6], documents[6:9], folder)
    assert done.sentences == len(labelled_sentences(documents[:6]))
    assert done.on_train.found > 0.9 * done.on_train.orders
    return folder, done.sha256


def test_same_documents_and_seed_give_the_same_model(
    trained: tuple[Path, str], documents: list[GoldDocument], tmp_path: Path
) -> None:
    assert train(ROOT / "models", documents[:6], documents[6:9], tmp_path).sha256 == trained[1]


def test_a_trained_folder_is_used(trained: tuple[Path, str]) -> None:
    models = load_models(trained[0])
    assert models.judge is not None
    assert models.scale is not None
    record = extract(NOTICE, context=Context(models=trained[0]))
    assert record.directives
    assert all(0.0 < d.confidence < 1.0 for d in record.directives)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sentences"):
        train(ROOT / "models", [], [], tmp_path)


def test_tokens_are_syllables_numbers_and_marks() -> None:
    pipeline = load_pipeline(ROOT / "models" / "orders")
    doc = pipeline.tokenizer("Xong 28,757 tỷ (15/3/2024).")
    assert [token.text for token in doc] == ["Xong", "28,757", "tỷ", "(", "15", "/", "3", "/", "2024", ")", "."]
    assert doc.text == "Xong 28,757 tỷ (15/3/2024)."
    assert set(pipeline("Giao Sở Y tế báo cáo.").cats) == set(LABELS)


# a model beside the rules


def all_are(order: float) -> Judge:
    return lambda seen: [Opinion(order, "task")] * len(seen)


WEIGHS = Calibration(directives={"bias": 0.0, "opinion": 1.0}, entities={}, least=0.45, least_of_rules=0.45)
MORE = (
    NOTICE
    + """
3. Trạm Y tế xã Tân Hoà: người già neo đơn được thăm tại nhà, xong ngày 05/5/2026.
4. Các đơn vị báo cáo kết quả về Văn phòng UBND huyện trước ngày 10/5/2026."""
)


@pytest.mark.parametrize("models", [Models(judge=all_are(0.99)), Models(all_are(0.99), WEIGHS)])
def test_a_sure_model_adds_an_order_that_no_rule_knows(models: Models) -> None:
    [added] = [d for d in extract(MORE, models=models).directives if d.rule == "order: model"]
    assert added.text.endswith("được thăm tại nhà, xong ngày 05/5/2026.")
    assert added.deadline is not None
    assert added.deadline.due == "2026-05-05"
    assert [d.rule for d in extract(MORE, models=Models()).directives if d.rule == "order: model"] == []


def test_to_loose_sentences_the_model_adds_only_dated_orders() -> None:
    dated = "Người già neo đơn được thăm tại nhà, xong trước ngày 05/5/2026."
    assert len(extract(dated, models=Models(all_are(0.99), WEIGHS)).directives) == 1
    assert extract("Người già neo đơn được thăm tại nhà.", models=Models(all_are(0.99), WEIGHS)).directives == ()
    assert len(extract("Giao Sở Y tế báo cáo trước 10/5.", models=Models(all_are(0.01), WEIGHS)).directives) == 1


def test_a_sure_model_takes_away_what_only_looks_like_an_order() -> None:
    assert len(extract(MORE, models=Models(all_are(0.9), WEIGHS)).directives) == 4
    assert extract(MORE, models=Models(all_are(0.01), WEIGHS)).directives == ()


def test_rules_alone_give_constants_and_a_calibration_gives_its_own() -> None:
    sure = Calibration(directives={"bias": 0.0}, entities={"bias": 2.0})
    record = extract(NOTICE, models=Models(scale=sure))
    assert {d.confidence for d in record.directives} == {0.5}
    assert {e.confidence for e in record.entities} == {0.881}
    assert all(e.confidence == 1.0 for e in extract(NOTICE, context=Context(learned=False)).entities)


def test_shipped_models_are_there_and_light() -> None:
    models = load_models()
    assert models.judge is not None
    assert models.scale is not None
    size = sum(path.stat().st_size for path in (ROOT / "models").rglob("*") if path.is_file())
    assert size <= 20_000_000
