"""How wrong a rater is, under protocols that say what a number is worth."""

from framing.audit.agreement import Agreement, krippendorff
from framing.audit.auditing import audit
from framing.audit.calibration import ece, reliability
from framing.audit.contract import AuditWarning, Estimator
from framing.audit.curve import learning_curve
from framing.audit.datasets import audit_dataset, whole_corpus
from framing.audit.human import human_agreement
from framing.audit.intervals import Interval, intervals
from framing.audit.making import audit_recipe, recipe_named, result_of, train_rater
from framing.audit.metrics import confusion, metrics
from framing.audit.page import page, read_results, record, save_result
from framing.audit.protocols import PROTOCOLS, available
from framing.audit.result import Audit
from framing.audit.rows import Rows, rows_of
from framing.audit.show import print_audit, print_groups
from framing.audit.transfer import applied, audit_parts, transfer

__all__ = [
    "PROTOCOLS",
    "Agreement",
    "Audit",
    "AuditWarning",
    "Estimator",
    "Interval",
    "Rows",
    "applied",
    "audit",
    "audit_dataset",
    "audit_parts",
    "audit_recipe",
    "available",
    "confusion",
    "ece",
    "human_agreement",
    "intervals",
    "krippendorff",
    "learning_curve",
    "metrics",
    "page",
    "print_audit",
    "print_groups",
    "read_results",
    "recipe_named",
    "record",
    "reliability",
    "result_of",
    "rows_of",
    "save_result",
    "train_rater",
    "transfer",
    "whole_corpus",
]
