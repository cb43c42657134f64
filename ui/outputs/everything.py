"""All files in one archive: made beside the page, with how far it is; taken away when done."""

from functools import partial
from hashlib import sha256

import streamlit as st

from tables import InputError
from ui.outputs.files import every, study_files
from ui.session.view import View
from ui.session.words import locale, plain, sentence, t
from ui.session.work import Job, start

_JOB, _DONE, _FAILED = "export.job", "export.done", "export.failed"
_EVERY_S = 0.5


def everything(view: View) -> None:
    """Draw the button that makes the archive, how far it is, or the archive."""
    asked = _asked(view)
    done = st.session_state.get(_DONE)
    with st.container(border=True, key="export_all"):
        if _JOB in st.session_state:
            _follow()
        elif done and done[0] == asked:
            _taken(done[1])
        else:
            told, button = st.columns([4, 1.1], vertical_alignment="center")
            told.markdown(f"**{t('export.all')}**  \n{t('export.all_lead')}")
            button.button(
                t("export.make"),
                on_click=_begin,
                args=(view, asked),
                type="primary",
                icon=":material/folder_zip:",
                key="export.make",
                width="stretch",
            )
            _failed(asked)


def _failed(asked: str) -> None:
    """Say why the archive asked for could not be made, until another one is asked for."""
    failed = st.session_state.get(_FAILED)
    if failed and failed[0] == asked:
        st.error(sentence(failed[1]), icon=":material/error:")


def _asked(view: View) -> str:
    """Return what the archive is made of: the plan, the language, study.yaml and the decisions."""
    digest = sha256(b"".join(study_files(view).values())).hexdigest()
    return f"{view.plan.named} {locale()} {digest}"


def _begin(view: View, asked: str) -> None:
    job = start(partial(every, view=view, language=locale()))
    st.session_state[_JOB] = (asked, job)
    st.session_state.pop(_FAILED, None)


def _taken(content: bytes) -> None:
    told, button = st.columns([4, 1.1], vertical_alignment="center")
    told.markdown(f"**{t('export.all')}**  \n{t('export.all_done')}")
    button.download_button(
        t("export.take"),
        content,
        file_name="jiugai.zip",
        mime="application/zip",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key="file.all",
        width="stretch",
    )


@st.fragment(run_every=_EVERY_S)
def _follow() -> None:
    if _JOB not in st.session_state:
        return
    asked, job = st.session_state[_JOB]
    if job.future.done():
        del st.session_state[_JOB]
        _finish(asked, job)
        st.rerun()
    st.progress(job.told.share, text=t("export.making", file=plain(job.told.file)))
    st.button(t("export.stop"), on_click=job.stop.set, key="export.stop")


def _finish(asked: str, job: Job[bytes | None]) -> None:
    try:
        if made := job.future.result():
            st.session_state[_DONE] = (asked, made)
    except InputError as error:
        st.session_state[_FAILED] = (asked, error)
