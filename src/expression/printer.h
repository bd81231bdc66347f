/*
 * printer.h
 *	  Canonical text of an expression: it parses to the same tree.
 */
#ifndef SR_PRINTER_H
#define SR_PRINTER_H

#include "expression/text_builder.h"

extern void expr_print(TextBuilder *builder, const ExprForest *forest, int32_t node);

/* The same as an operand of a product. */
extern void expr_print_factor(TextBuilder *builder, const ExprForest *forest, int32_t node);

#endif
