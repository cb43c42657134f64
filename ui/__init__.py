"""The browser app: pages and widgets; the only code that knows Streamlit."""
