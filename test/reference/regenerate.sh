#!/bin/sh
# Write every reference vector anew with R. Real data are read from $SURGICAL_REGISTRY_DATA when it is set.
set -eu
cd "$(dirname "$0")"
export LC_ALL=C.UTF-8
mkdir -p vectors
for concept in mixes poisson_limit binomial_limit ratio_interval proportion posterior assessable \
    funnel funnel_proportion q_value suppress_count poisson_binomial_tail spline shared_data golden_check; do
    Rscript --vanilla "$concept.R"
done
