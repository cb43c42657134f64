"""Issues held against the catalogue of codes: for every test that raises many of them."""

from texts.issue_codes import issue_codes


def unlisted(issues):
    """Return (code, severity) of the issues that texts/issue_codes.yaml does not hold so."""
    known = issue_codes()
    return {
        (issue.code, issue.severity)
        for issue in issues
        if issue.code not in known or issue.severity not in known[issue.code].severities
    }
