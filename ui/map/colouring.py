"""The choice of what colours the map, for the proposal the session looks at."""

from streamlit.delta_generator import DeltaGenerator

from ui.map.layer_choice import layer_box
from ui.session.chosen import chosen_proposal
from ui.session.view import View


def colour_box(view: View, left: DeltaGenerator, right: DeltaGenerator) -> str:
    """Draw the choice in two columns and return the key of the layer."""
    return layer_box(view, chosen_proposal(view), left, right)
