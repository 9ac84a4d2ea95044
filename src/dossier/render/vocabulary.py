"""Which fields the templates of chapters and of boxes may name; docs/templates.md lists them."""

from dossier.model.days import written_day
from dossier.model.item import Arranged
from dossier.model.standard import Chapter, Phase
from dossier.render.analysis import analysis_fields
from dossier.render.catalogue import box_makers, catalogue_fields
from dossier.render.changes import change_fields
from dossier.render.fields import Fields
from dossier.render.forms import form_fields
from dossier.render.ledger import ledger_fields
from dossier.render.material import Material
from dossier.render.needs import need_fields
from dossier.render.people import people_fields
from dossier.render.results import result_fields
from dossier.render.school import figure_fields, school_fields
from dossier.render.subject import subject_fields
from dossier.render.survey_report import survey_fields
from dossier.render.themes import theme_fields
from dossier.render.verdicts import verdict_fields
from dossier.render.words import clean, filled


def chapter_fields(chapter: Chapter, material: Material) -> Fields:
    """The vocabulary of a chapter's template.

    Where a school's own 项目 or 小节 is named like a field that is worked out, the latter counts;
    in a chapter about one indicator its own 主要做法 and 存在问题 stand for the school's. A plan
    speaks of those problems of the ledger that were open when it was issued.
    """
    if chapter.phase is Phase.PLAN:
        material = material.before_closing(chapter.dated)
    return Fields(
        {
            **school_fields(material),
            **figure_fields(material),
            **people_fields(material),
            **result_fields(material),
            **ledger_fields(material),
            **need_fields(material),
            **analysis_fields(material),
            **change_fields(material),
            **verdict_fields(material),
            **theme_fields(material),
            **survey_fields(material),
            **catalogue_fields(material),
            **form_fields(material),
            **(subject_fields(material, chapter.subject) if chapter.subject else {}),
            "标题": lambda: filled(chapter.title),
            "章节代码": lambda: chapter.code,
            **({"成文日期": lambda: written_day(chapter.dated)} if chapter.dated else {}),
            "文号": lambda: clean(chapter.number),
        }
    )


def box_fields(box: Arranged, material: Material) -> Fields:
    """The vocabulary of a box's 封面, 卷内目录 or 归档文件目录, and 备考表."""
    return Fields({**school_fields(material), **box_makers(box, material)})
