/// How QGIS draws a layer: the QML that it keeps in `layer_styles`.
enum QGISStyle {
    /// Circles, with the column `label` beside them from a scale where there is room.
    static func marker(colour: String, outline: String, size: Double, label: String) -> String {
        document(
            geometryType: 0,
            symbol(
                type: "marker", layer: "SimpleMarker",
                [
                    ("color", colour), ("name", "circle"), ("outline_color", outline), ("outline_style", "solid"),
                    ("outline_width", "0.3"), ("outline_width_unit", "MM"), ("size", "\(size)"), ("size_unit", "MM"),
                ])
                    + """
                    <labeling type="simple"><settings calloutType="simple"><text-style fieldName="\(label)" fontSize="8" \
                    fontSizeUnit="Point" textColor="27,36,48,255"><text-buffer bufferDraw="1" bufferSize="0.8" \
                    bufferSizeUnits="MM" bufferColor="255,255,255,255"/></text-style><placement placement="6"/>\
                    <rendering scaleVisibility="1" scaleMin="25000" scaleMax="1"/></settings></labeling>

                    """)
    }

    /// Lines.
    static func line(colour: String, width: Double) -> String {
        document(
            geometryType: 1,
            symbol(
                type: "line", layer: "SimpleLine",
                [
                    ("capstyle", "round"), ("joinstyle", "round"), ("line_color", colour), ("line_style", "solid"),
                    ("line_width", "\(width)"), ("line_width_unit", "MM"),
                ]))
    }

    private static func document(geometryType: Int, _ body: String) -> String {
        """
        <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
        <qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="\(geometryType == 0 ? 1 : 0)">
        \(body)<layerGeometryType>\(geometryType)</layerGeometryType>
        </qgis>

        """
    }

    private static func symbol(type: String, layer: String, _ options: [(name: String, value: String)]) -> String {
        let lines = options.map { "<Option name=\"\($0.name)\" value=\"\($0.value)\" type=\"QString\"/>" }.joined()
        let old = options.map { "<prop k=\"\($0.name)\" v=\"\($0.value)\"/>" }.joined()
        return """
            <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
            <symbols><symbol type="\(type)" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="\(layer)" enabled="1" locked="0" pass="0"><Option type="Map">\(lines)</Option>\(old)</layer>
            </symbol></symbols>
            </renderer-v2>

            """
    }
}
