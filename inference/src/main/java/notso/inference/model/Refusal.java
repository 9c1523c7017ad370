package notso.inference.model;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.nio.file.Path;

/** Makes the failures of one file. */
record Refusal(Path path, String advice) {

    /** The file is sound, but not of a kind that can be run. */
    EngineException unsupported(String detail) {
        return new EngineException(new Problem.UnsupportedModel(path, detail, advice));
    }

    /** The file contradicts itself. */
    EngineException malformed(String detail) {
        return new EngineException(new Problem.MalformedModel(path, detail));
    }
}
