/** Benchmarks: what Reflux costs beside a floor that is measured in the same run. */
@NullMarked
package dev.reflux.bench;

import org.jspecify.annotations.NullMarked;
