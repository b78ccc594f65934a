' 首页按钮：one Sub for each button on the sheet 首页.
' Made from addin/buttons.py by workbook_templates/ribbon.py.
Option Explicit

Public Sub Click_import()
    RunPython.RunCommand "import" ' 导入
End Sub

Public Sub Click_check()
    RunPython.RunCommand "check" ' 校核
End Sub

Public Sub Click_split()
    RunPython.RunCommand "split" ' 拆分下发
End Sub

Public Sub Click_collect()
    RunPython.RunCommand "collect" ' 回收汇总
End Sub

Public Sub Click_conflicts()
    RunPython.RunCommand "conflicts" ' 冲突
End Sub

Public Sub Click_recalc()
    RunPython.RunCommand "recalc" ' 重新计算
End Sub

Public Sub Click_rank()
    RunPython.RunCommand "rank" ' 排名
End Sub

Public Sub Click_suggest()
    RunPython.RunCommand "suggest" ' 督办建议
End Sub

Public Sub Click_undo()
    RunPython.RunCommand "undo" ' 撤销
End Sub

Public Sub Click_minutes()
    RunPython.RunCommand "minutes" ' 会议纪要
End Sub

Public Sub Click_reminder()
    RunPython.RunCommand "reminder" ' 提醒函
End Sub

Public Sub Click_supervision_letter()
    RunPython.RunCommand "supervision_letter" ' 督办函
End Sub

Public Sub Click_circular()
    RunPython.RunCommand "circular" ' 通报
End Sub
