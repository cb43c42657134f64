"""Taking the study file away with changes in it, instead of having them written."""

from streamlit.delta_generator import DeltaGenerator

from study.saving import Written
from ui.session.words import t


def take_file(place: DeltaGenerator, file: Written, text: str, *, key: str) -> None:
    """Draw the download of a study file that says `text`, in the encoding the file has."""
    place.download_button(
        t("criteria.take"),
        file.encoded(text),
        file.path.name,
        mime="application/yaml",
        key=key,
        on_click="ignore",
        width="stretch",
    )
