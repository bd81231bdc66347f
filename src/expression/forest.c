/*
 * forest.c
 */
#include "expression/forest.h"

#include <string.h>

/* More room, twice as much as before; what was there is left to the owner of the memory. */
static void *
grown(const ExprForest *forest, const void *old, size_t size, int32_t *room, int32_t first_room)
{
	int32_t		new_room = *room == 0 ? first_room : 2 * *room;
	void	   *memory = forest->allocate(size * (size_t) new_room);

	if (*room > 0)
		memcpy(memory, old, size * (size_t) *room);
	*room = new_room;
	return memory;
}

void
expr_forest_start(ExprForest *forest, ExprAllocate allocate)
{
	*forest = (ExprForest) {.allocate = allocate};
}

int32_t
expr_add_node(ExprForest *forest, ExprOp op, int32_t at)
{
	if (forest->node_count == forest->node_room)
		forest->nodes = grown(forest, forest->nodes, sizeof(ExprNode), &forest->node_room, 32);
	forest->nodes[forest->node_count] =
		(ExprNode) {.op = (uint8_t) op,.first = EXPR_NONE,.next = EXPR_NONE,.at = at};
	return forest->node_count++;
}

int32_t
expr_add_string(ExprForest *forest, const char *text, int32_t length)
{
	int32_t		start = forest->string_count;

	while (forest->string_count + length + 1 > forest->string_room)
		forest->strings = grown(forest, forest->strings, 1, &forest->string_room, 256);
	memcpy(forest->strings + start, text, (size_t) length);
	forest->strings[start + length] = '\0';
	forest->string_count += length + 1;
	return start;
}

int32_t
expr_add_unquoted(ExprForest *forest, const char *text, int32_t length, int32_t *unquoted)
{
	int32_t		start = expr_add_string(forest, text + 1, length - 2);
	char	   *to = forest->strings + start;

	for (const char *from = text + 1; from < text + length - 1; from++)
	{
		*to++ = *from;
		if (*from == *text)
			from++;
	}
	*to = '\0';
	*unquoted = (int32_t) (to - forest->strings) - start;
	forest->string_count = start + *unquoted + 1;
	return start;
}

int32_t
expr_column(ExprForest *forest, const char *name, int32_t length)
{
	int32_t		column = 0;

	if (length < 1 || length > EXPR_NAME_LIMIT || memchr(name, '\0', (size_t) length) != NULL)
		return EXPR_NONE;
	for (; column < forest->column_count; column++)
	{
		const char *known = expr_column_name(forest, column);

		if (strncmp(known, name, (size_t) length) == 0 && known[length] == '\0')
			return column;
	}
	if (column == EXPR_COLUMNS_LIMIT)
		return EXPR_NONE;
	if (column == forest->column_room)
		forest->columns = grown(forest, forest->columns, sizeof(int32_t), &forest->column_room, 16);
	forest->columns[forest->column_count++] = expr_add_string(forest, name, length);
	return column;
}

int32_t
expr_find_below(const ExprForest *forest, int32_t node, int levels)
{
	int32_t		found = levels > 0 ? EXPR_NONE : node;

	for (int32_t operand = forest->nodes[node].first; operand != EXPR_NONE && found == EXPR_NONE; operand = forest->nodes[operand].next)
		found = expr_find_below(forest, operand, levels - 1);
	return found;
}
