"""The text of files that articles link to: PDF, Word, Excel, PowerPoint, OpenDocument. Pure, from bytes."""
