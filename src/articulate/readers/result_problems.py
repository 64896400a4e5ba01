"""What can be wrong with a file of results: the family RES, each with its words.

No message repeats what stands in a cell unless it is a number or a known mark: a name that slipped into
a wrong column must not end up in a log. The Chinese stands in ``i18n/zh/res.toml``.
"""

from __future__ import annotations

from articulate.readers.problems import Problem

NO_HEADINGS = Problem(
    "RES001",
    "no-headings",
    "no row of headings with a student id among the first {rows} rows",
    "put the headings above the students, among them 'student id'; "
    "a template: articulate cohort PATHWAY --template results.xlsx",
    "Columns are known by their headings, students by their id; without either nothing can be read.",
)
UNKNOWN_HEADING = Problem(
    "RES002",
    "unknown-heading",
    "the heading '{heading}' belongs to nothing that the criteria assess",
    "{guess}",
    "A misspelt heading would silently lose a column of scores.",
)
HEADING_TWICE = Problem(
    "RES003",
    "heading-twice",
    "two columns are both '{column}'",
    "keep one of them; the other is at {other}",
    "Nobody can tell which of two columns holds the score that counts.",
)
AMBIGUOUS_HEADING = Problem(
    "RES004",
    "ambiguous-heading",
    "the heading '{heading}' may mean {columns}",
    "write one of: {columns}",
    "A course that counts in two parts needs its part in the heading.",
)
MISSING_COLUMN = Problem(
    "RES005",
    "missing-column",
    "{part}: no column for {columns}",
    "add the column, or give the score of the whole part in a column '{part}'",
    "A part without its scores cannot be decided, and is not guessed.",
)
NO_STUDENT = Problem(
    "RES006",
    "row-without-student",
    "a row with scores has no student id",
    "write the student id",
    "Scores that belong to nobody.",
)
BAD_STUDENT = Problem(
    "RES007",
    "bad-student-id",
    "this is no student id: {why}",
    "{remedy}",
    "Ids are short words of letters and figures; identity numbers and damaged numbers are refused.",
)
STUDENT_TWICE = Problem(
    "RES008",
    "student-twice",
    "student {student} is listed twice (attempt {attempt})",
    "keep one row; the other is at {other}. A retest has 2 in the column 'attempt'",
    "Two rows for one sitting of one student contradict each other.",
)
NOT_A_SCORE = Problem(
    "RES009",
    "not-a-score",
    "{column} of student {student}: {given} is not a score",
    "write points from 0 to {most}, or 缺考, 缓考, 作弊, 免考",
    "A score is a number, a percentage, or one of four marks.",
)
OUT_OF_RANGE = Problem(
    "RES010",
    "score-out-of-range",
    "{column} of student {student}: {given} lies outside 0 to {most}",
    "correct the score; the full marks are {most}",
    "Nobody can have more than the full marks or less than nothing.",
)
NO_SCORE = Problem(
    "RES011",
    "score-missing",
    "{column} of student {student} is empty",
    "write the score, or 缺考 or 缓考 where the student did not sit",
    "An empty cell may mean absent, deferred or forgotten; nobody is decided on a guess.",
)
FORMULA = Problem(
    "RES012",
    "formula",
    "{column} holds a formula",
    "copy the cells and paste them as values",
    "What a formula shows depends on the program that opens the file, and some of them run commands.",
)
BAD_CLAIM = Problem(
    "RES013",
    "unknown-concession",
    "student {student}: what is claimed is not on the list of concessions",
    "write the number of the item: {known}",
    "Only concessions that were published beforehand can be granted.",
)
UNCLAIMED = Problem(
    "RES014",
    "exempt-without-concession",
    "{column} of student {student} says 免考, but no concession is claimed that exempts from it",
    "fill in the column 'concession', or write the score",
    "An exemption needs its ground.",
)
BAD_ATTEMPT = Problem(
    "RES015",
    "bad-attempt",
    "student {student}: {why}",
    "write 1 for the first sitting, 2 for the retest or the deferred examination",
    "Sittings are counted from 1 without a gap.",
)
CONFLICT = Problem(
    "RES016",
    "values-contradict",
    "{column} of student {student}: {what}",
    "{remedy}",
    "The same thing is said twice and differently.",
)
BAD_ITEM = Problem(
    "RES017",
    "bad-item",
    "item table: {what}",
    "{remedy}",
    "Each question is linked to a cell of the blueprint; without that no topic can be judged.",
)
NOT_LISTED = Problem(
    "RES018",
    "student-not-in-sheet",
    "student {student} is missing from {sheet}",
    "add the row, with 缺考 or 缓考 where the student did not sit",
    "All sheets speak of the same students.",
)
UNREADABLE_TEXT = Problem(
    "RES019",
    "bad-text",
    "{column} of student {student} is not a short text",
    "write at most 40 letters, for example the name of the class",
    "A class or group is a short name.",
)

BAD_VARIANT = Problem(
    "RES020",
    "unknown-variant",
    "{column} of student {student}: there is no such task in the pool",
    "write one of: {known}; leave it empty where it is not known",
    "Which topics a scoring point is about depends on the task that was drawn.",
)

RESULT_PROBLEMS: tuple[Problem, ...] = (
    NO_HEADINGS,
    UNKNOWN_HEADING,
    HEADING_TWICE,
    AMBIGUOUS_HEADING,
    MISSING_COLUMN,
    NO_STUDENT,
    BAD_STUDENT,
    STUDENT_TWICE,
    NOT_A_SCORE,
    OUT_OF_RANGE,
    NO_SCORE,
    FORMULA,
    BAD_CLAIM,
    UNCLAIMED,
    BAD_ATTEMPT,
    CONFLICT,
    BAD_ITEM,
    NOT_LISTED,
    UNREADABLE_TEXT,
    BAD_VARIANT,
)
