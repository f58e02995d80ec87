"""What was measured of study, as rows of the table."""

from pathlib import Path

from tests.bench.examining import measure_exam
from tests.bench.learners import measure as measure_learners
from tests.bench.studying import FEW, measure_analysis, measure_studying
from tests.bench.table import Row

_PERCENT = 100


def study_rows(folder: Path, people: int) -> list[Row]:
    """Measure study once and return its rows."""
    studying = measure_studying(folder, people)
    analysis = measure_analysis(folder / "analysis")
    rush = measure_exam(folder / "exam")
    learners = measure_learners()
    rows, few, many = studying.log_rows, studying.few.p95, studying.many.p95
    return [
        Row("study_next_few_p95_ms", f"Answer and next item among {FEW:,} people, p95", few, "ms"),
        Row("study_next_p95_ms", f"The same among {people:,}, {rows:,} answers", many, "ms"),
        Row("study_next_ratio", "Many to few", many / few, "×", goal=2),
        Row("study_fill_seconds", "Writing those rows", studying.fill_seconds, "s"),
        Row("study_analysis_seconds", f"Figures of items over {analysis.answers:,} answers",
            analysis.seconds, "s"),
        Row("study_exam_begin_seconds", f"{rush.candidates} people begin an exam at once",
            rush.begin_seconds, "s", goal=60),
        Row("study_exam_begin_cpu_seconds", "Work of this process for it", rush.begin_cpu_seconds,
            "s"),
        Row("study_exam_lost", "Answers lost in it", rush.lost, "", goal=0),
        Row("study_exam_late", "Attempts late in it", rush.late, "", goal=0),
        Row("study_exam_answers_per_second", "Answers a second in it", rush.answers_per_second,
            "/s"),
        Row("study_fsrs_recall", "Remembered of the bank after 60 days, FSRS",
            learners["fsrs_recall"] * _PERCENT, "%"),
        Row("study_steps_recall", "The same with fixed steps",
            learners["steps_recall"] * _PERCENT, "%"),
    ]  # fmt: skip
