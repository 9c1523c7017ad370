/**
 * An engine that answers from a script: it drives tests of the window, and the demo that runs where
 * there is no model.
 *
 * <p>In go a {@link notso.inference.scripted.Script} and a rate; out comes everything that a real
 * engine reports, counted in the script's own words. Start at {@link
 * notso.inference.scripted.ScriptedEngine}; a {@link notso.inference.scripted.Recital} tells one
 * text as it is, without an engine.
 */
@NullMarked
package notso.inference.scripted;

import org.jspecify.annotations.NullMarked;
