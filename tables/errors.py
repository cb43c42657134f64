"""The one error a person can cause: it carries a code and values, the sentence lives in texts."""


class InputError(ValueError):
    """The input or the choices do not allow the work to go on.

    >>> str(InputError("study.unknown_key", key="wieghts", nearest="weights"))
    "study.unknown_key (key='wieghts', nearest='weights')"
    """

    def __init__(self, code: str, **values: object) -> None:
        """Keep `code` and the `values` that fill the placeholders of its sentence."""
        self.code = code
        self.values = values
        super().__init__(code)

    def __str__(self) -> str:
        """Return the code and its values, for logs and programmers."""
        if not self.values:
            return self.code
        values = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        return f"{self.code} ({values})"

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process boundary with its values."""
        return (_rebuild, (type(self), self.code, self.values))


def _rebuild(kind: type[InputError], code: str, values: dict[str, object]) -> InputError:
    return kind(code, **values)
