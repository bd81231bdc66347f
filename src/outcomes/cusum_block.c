/*
 * cusum_block.c
 *	  Window function cusum_block(): the CUSUM where the order of operations is
 *	  known by day only.  Operations that are peers in the order of OVER are a
 *	  block; the least and the greatest chart over all orders within blocks
 *	  hold the one that was.
 */
#include "outcomes/chart.h"

#include "miscadmin.h"

#include "arguments.h"
#include "outcomes/cusum.h"

SR_FUNCTION(sr_cusum_block);

typedef struct BlockPartition
{
	ChartSetting odds_ratio;
	TupleDesc	descriptor;
	CusumOdds	odds;
	int64		block_end;		/* first row after the block */
	CusumRange	range;			/* at the end of the block */
} BlockPartition;

/* What a block's operations weigh. */
typedef struct BlockWeights
{
	double		total;
	double		rises;			/* the positive ones */
} BlockWeights;

static void
weigh(BlockWeights *weights, const ChartCase *operation, const CusumOdds *odds)
{
	double		weight;

	if (!operation->known)
		return;
	weight = cusum_weight(odds, operation->outcome, operation->risk);
	weights->total += weight;
	weights->rises += weight > 0.0 ? weight : 0.0;
}

/* Weighs the current row and its peers after it. */
static BlockWeights
read_block(WindowObject window, BlockPartition *partition)
{
	int64		first = WinGetCurrentPosition(window);
	BlockWeights weights = {0.0, 0.0};
	ChartCase	operation;

	partition->block_end = first;
	while (sr_chart_case_ahead(window, 0, (int) (partition->block_end - first), &operation)
		   && (partition->block_end == first
			   || WinRowsArePeers(window, partition->block_end - 1, partition->block_end)))
	{
		CHECK_FOR_INTERRUPTS();
		sr_check_chart_case(&operation);
		weigh(&weights, &operation, &partition->odds);
		partition->block_end++;
	}
	return weights;
}

static Datum
range_row(const BlockPartition *partition)
{
	SrRow		row = {0};

	sr_row_float(&row, partition->range.least);
	sr_row_float(&row, partition->range.greatest);
	sr_row_float(&row, partition->range.highest);
	return sr_row_datum(&row, partition->descriptor);
}

/* cusum_block(outcome, risk, odds_ratio) OVER (ORDER BY day) */
Datum
sr_cusum_block(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	BlockPartition *partition = WinGetPartitionLocalMemory(window, sizeof(BlockPartition));
	ChartCase	operation = sr_chart_case(window, 0);

	if (sr_chart_setting(fcinfo, 2, "odds_ratio", &partition->odds_ratio))
	{
		partition->odds = sr_cusum_odds(sr_setting_value(&partition->odds_ratio, "odds_ratio"),
										 "odds_ratio");
		partition->descriptor = sr_chart_descriptor(fcinfo, partition);
	}
	sr_chart_release(window);
	if (WinGetCurrentPosition(window) >= partition->block_end)
	{
		BlockWeights weights = read_block(window, partition);

		partition->range = cusum_after_block(&partition->range, weights.total, weights.rises);
	}
	if (!operation.known)
		PG_RETURN_NULL();
	return range_row(partition);
}
