package notso.inference.host.protocol;

import notso.inference.Ability;
import notso.inference.Device;
import notso.inference.EngineInfo;
import notso.inference.ModelInfo;

import java.util.List;
import java.util.Set;

/** Descriptions of engines, devices and models as bytes. */
final class InfoCodec {

    private InfoCodec() {}

    static void writeEngine(FrameWriter out, EngineInfo info) {
        out.text(info.id());
        out.text(info.version());
        out.list(List.copyOf(info.abilities()), FrameWriter::constant);
    }

    static EngineInfo readEngine(FrameReader in) throws FrameException {
        return new EngineInfo(
                in.text(), in.text(), Set.copyOf(in.list(list -> list.constant(Ability.values()))));
    }

    static void writeDevice(FrameWriter out, Device device) {
        out.text(device.id());
        out.text(device.description());
        out.constant(device.kind());
        out.number(device.totalBytes());
        out.number(device.freeBytes());
    }

    static Device readDevice(FrameReader in) throws FrameException {
        return new Device(
                in.text(),
                in.text(),
                in.constant(Device.Kind.values()),
                in.longNumber(),
                in.longNumber());
    }

    static void writeModel(FrameWriter out, ModelInfo info) {
        out.path(info.path());
        out.text(info.contentKey());
        out.text(info.name());
        out.text(info.architecture());
        out.number(info.contextLength());
        out.number(info.trainedContextLength());
        out.number(info.vocabularySize());
        out.number(info.layers());
        out.number(info.offloadedLayers());
        out.text(info.device());
        out.number(info.memoryBytes());
        out.optional(info.chatTemplate(), out::text);
        out.text(info.bosToken());
        out.text(info.eosToken());
    }

    static ModelInfo readModel(FrameReader in) throws FrameException {
        return new ModelInfo(
                in.path(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.text(),
                in.longNumber(),
                in.optional(FrameReader::text),
                in.text(),
                in.text());
    }
}
