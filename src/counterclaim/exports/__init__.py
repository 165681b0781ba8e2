"""Extractions and links -> text for people and for machines; one small module a format.

    jsonl       jsonl_rows    the output contract, one JSON object a line
    schema      schema        the JSON Schema of that contract, generated from the model
    table       table         one row a claim, for a terminal
    brief       make_brief    what a reader needs to know of a set of reports, as data
    told        make_parts    its parts of events, rulings and relations
    brief_text  brief_text    the brief for a terminal
    brief_html  brief_html    the brief as one self-contained page
    explain     explain       one claim: its words, its values, the rules that found them

Import the module that you need: a command that prints JSON lines loads neither the terminal's nor the page's library.

Names of private persons: a toll whose `person` is true counts somebody by name, without an office in the words beside it. Every
output puts "[name withheld]" in its place (`quotes.Veil`), wherever these reports print it; `read --names` alone keeps it. Offsets
stay those of the text (docs/decisions/0004).
"""
