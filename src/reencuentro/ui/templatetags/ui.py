"""`{% load ui %}`: every component by name. The gallery (/look/) shows each in all its states."""

from django import template

from .. import charts, genogram
from ..components import actions, frame, records, state, work
from ..icons import icon

register = template.Library()

BLOCKS = (
    actions.details,
    frame.card,
    frame.crumbs,
    frame.filled,
    frame.table,
    frame.tabs,
    records.bubble,
    records.file_card,
    records.person_card,
    records.row,
    records.rows,
    records.summary_card,
    records.talk,
    state.empty,
    work.clocks,
    work.fact,
    work.facts,
    work.moment,
    work.notice,
    work.task,
    work.task_list,
    work.thread,
)
TAGS = (
    actions.button,
    actions.copyable,
    charts.bars,
    charts.columns,
    charts.sparkline,
    frame.crumb,
    frame.progress,
    frame.steps,
    frame.tab,
    genogram.genogram,
    icon,
    state.asset,
    state.error_summary,
    state.htmx,
    work.clock,
    work.figure,
    work.tag,
)

for block in BLOCKS:
    register.simple_block_tag(block)
for tag in TAGS:
    register.simple_tag(tag)
register.simple_tag(actions.post_button, takes_context=True)
register.simple_tag(frame.pagination, takes_context=True)
