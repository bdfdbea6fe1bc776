"""The options of `export`."""

from .parameters import Option

FORMAT = Option("-f, --format", "{choices}。", "{choices}.", metavar="NAME", values="exports")
TO = Option(
    "-o, --output",
    "写到 PATH，parquet 和 csv 为文件夹；由扩展名定格式。",
    "Write to PATH, a folder for parquet and csv; its extension picks the format.",
    metavar="PATH",
    values="files",
)
APPEND = Option(
    "--append",
    "加到已有的 parquet 文件夹，原有文件不重写。",
    "Add to a parquet folder that is there; its files are not written again.",
    type="flag",
)
