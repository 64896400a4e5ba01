"""What the results of a cohort look like: score sheets to fill in, the workbook, the report with figures."""

from articulate.emitters.cohort.page import cohort_page
from articulate.emitters.cohort.summary import decisions_csv
from articulate.emitters.cohort.template import template_document, template_tables
from articulate.emitters.cohort.workbook import cohort_document

__all__ = ["cohort_document", "cohort_page", "decisions_csv", "template_document", "template_tables"]
