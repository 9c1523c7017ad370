/**
 * What a model is told: the prompt, within the context it has, and an account of what fills it.
 *
 * <p>In go the messages that lead to a question; out come a {@link notso.app.context.ContextPlan}
 * and a {@link notso.app.context.Ledger}. Start at {@link notso.app.context.ContextPlanner}. Files
 * of the model and its engine are known here only as contracts.
 */
@NullMarked
package notso.app.context;

import org.jspecify.annotations.NullMarked;
