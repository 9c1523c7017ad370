package notso.app.conversation;

import notso.inference.Sampling;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What a generation was made from, beside the messages before it. The same recipe on the same
 * engine, with the same model and messages, gives the same text again. Where a part of the prompt
 * was still in the engine's cache, numbers may round differently, and the texts part somewhere.
 *
 * @param engine the engine's id and version, such as {@code llamacpp v0.4.0}
 * @param model the model's own name
 * @param modelHash tells the model's file from every other; empty where it is no file
 * @param templateHash SHA-256 of the chat template, in hexadecimal digits
 * @param sampling with the seed that was used
 * @param thinking whether the model was asked to think first
 * @param systemPrompt the custom instructions, empty for none
 * @param firstKept the first message that was in the prompt; empty if all were
 * @param dated the date and time that the template was told
 * @param contextLength tokens of context
 */
public record Recipe(
        String engine,
        String model,
        String modelHash,
        String templateHash,
        Sampling sampling,
        boolean thinking,
        String systemPrompt,
        Optional<MessageId> firstKept,
        LocalDateTime dated,
        int contextLength) {}
