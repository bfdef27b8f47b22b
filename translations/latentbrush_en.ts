<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>TaskText</name>
    <message numerus="yes">
        <source>%n new picture(s)</source>
        <translation>
            <numerusform>%n new picture</numerusform>
            <numerusform>%n new pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the whole picture, %n candidate(s)</source>
        <translation>
            <numerusform>Change the whole picture, %n candidate</numerusform>
            <numerusform>Change the whole picture, %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fill the mask, %n candidate(s)</source>
        <translation>
            <numerusform>Fill the mask, %n candidate</numerusform>
            <numerusform>Fill the mask, %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Extend the picture, %n candidate(s)</source>
        <translation>
            <numerusform>Extend the picture, %n candidate</numerusform>
            <numerusform>Extend the picture, %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enlarge the picture four times, %n candidate(s)</source>
        <translation>
            <numerusform>Enlarge the picture four times, %n candidate</numerusform>
            <numerusform>Enlarge the picture four times, %n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::ConsentDialog</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryActions</name>
    <message numerus="yes">
        <source>%n picture(s) moved to the bin.</source>
        <translation>
            <numerusform>%n picture moved to the bin.</numerusform>
            <numerusform>%n pictures moved to the bin.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>latentbrush::ui::HistoryFilterBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
</TS>
