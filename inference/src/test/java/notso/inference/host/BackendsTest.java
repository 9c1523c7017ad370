package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import notso.inference.Engine;
import notso.inference.EngineException;
import notso.inference.Problem;

import org.junit.jupiter.api.Test;

class BackendsTest {

    @Test
    void scriptedEngineIsAlwaysThere() {
        try (Engine engine = Backends.open("scripted")) {
            assertEquals("scripted", engine.info().id());
        }
    }

    @Test
    void unknownEngineIsAnInvalidValue() {
        EngineException e = assertThrows(EngineException.class, () -> Backends.open("magic"));
        assertEquals("magic", assertInstanceOf(Problem.InvalidValue.class, e.problem()).value());
    }
}
