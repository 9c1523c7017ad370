/** Programs that measure. */
@NullMarked
package notso.app.measure;

import org.jspecify.annotations.NullMarked;
