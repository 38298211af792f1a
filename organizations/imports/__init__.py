"""Excel in: cells are read, columns recognised, rows checked against what is known. Pure functions over text.

``workbook`` and ``pasted`` bring cells; ``columns`` finds which column is which; ``check_units`` and ``check_people``
judge the rows of one table each; ``checking`` puts them together. Another list (awards of earlier years) brings its
``Table`` and its check, and takes the rest as it is.
"""
