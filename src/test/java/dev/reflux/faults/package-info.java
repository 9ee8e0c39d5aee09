/**
 * What is broken on purpose: processes, sessions, servers, networks and files, at every point that can be told apart.
 *
 * <p>{@link dev.reflux.faults.FencedWire} stops a run at a {@link dev.reflux.faults.Point}, a test strikes there, and
 * {@link dev.reflux.faults.Course} lets the next run finish and compares the database with that of an undisturbed run.
 * {@code make test} tries some points, {@code make faults} all of them; {@link dev.reflux.faults.Extent} says how.
 */
@NullMarked
package dev.reflux.faults;

import org.jspecify.annotations.NullMarked;
